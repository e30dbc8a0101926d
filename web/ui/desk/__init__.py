"""The author's desk: the rules as text and as sliders, what a change does, and the changed file to take along.

All of it is in this session. Nothing is ever written where the rules are.
"""
