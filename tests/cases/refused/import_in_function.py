# rule: import-forbidden | message: Import of 'socket' is not allowed
def connect():
    import socket
    return socket.socket()
