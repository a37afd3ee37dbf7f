"""The page `/scan`: checks codes with the camera of a phone or a computer, for those on duty."""
