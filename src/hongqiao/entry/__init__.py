"""What starts things: the launcher, the web server, the worker, the command line."""
