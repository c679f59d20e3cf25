// A stand-in for the program that starts the reader.
