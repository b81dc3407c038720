"""What pyproject.toml cannot say: the folders beside the package that travel inside the wheel as its data."""

from setuptools import find_packages, setup

BESIDE = {"stylizer_app.models": "models", "stylizer_app.examples": "examples"}

setup(
    packages=[*find_packages(include=["stylizer_app", "stylizer_app.*"]), *BESIDE],
    package_dir=BESIDE,
    package_data={
        "stylizer_app": ["py.typed", "resources/**/*"],
        "stylizer_app.models": ["**/*"],
        "stylizer_app.examples": ["*.jpg", "*.png"],
    },
)
