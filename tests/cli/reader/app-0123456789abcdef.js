// A stand-in for the reader.
