"""Learning to paint what a teacher paints: Magenta's mobile pair, part by part first."""
