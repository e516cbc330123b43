"""How a group answers a question together without anybody being singled out."""
