"""Tools around the program: conversion, training, benchmarks; never imported by it."""
