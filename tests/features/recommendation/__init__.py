"""Tests of recommendation."""
