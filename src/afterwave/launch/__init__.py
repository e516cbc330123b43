"""What runs when an evening runs: the programs and their lives, the network, the readiness of a room, and the front
door. No commands, no options.
"""
