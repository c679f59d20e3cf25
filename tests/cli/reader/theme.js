// A stand-in for the program that sets the theme.
