"""Prepares data, trains and exports the model that detente ships; imports detente, is never imported by it."""
