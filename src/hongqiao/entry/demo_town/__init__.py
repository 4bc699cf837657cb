"""The demo town: forty people, their notes and talk, made through the same functions that people use."""
