# Inside the browser's sandbox: a loopback port becomes the way to the proxy, what the browser says is counted and cut off
# when it is too much, and the browser takes this process over. Descriptors 3 and 4 are the browser's control pipe.
exec 5>&4 4>&-
socat TCP-LISTEN:3128,bind=127.0.0.1,fork,reuseaddr UNIX-CONNECT:/sock/proxy.sock 3<&- 5>&- </dev/null >/dev/null 2>&1 &
exec 4> >(exec socat -u "FD:0,readbytes=$1" FD:5 3<&-)
exec 5>&-
shift
exec "$@" >/dev/null 2>&1
