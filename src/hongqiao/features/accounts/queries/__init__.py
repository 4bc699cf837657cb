"""SQL of what stands at the door: devices, the second factor, passkeys."""
