"""What participants' phones talk to."""
