# https.sh - what the tests share that need a server; they source it after
# tap.sh.
#
# $url is a server for the files of $dir/www, with the certificate
# $dir/cert.pem; it logs names and answers in $dir/log and ends with the test.

if ! command -v python3 >/dev/null || ! command -v openssl >/dev/null; then
	echo "1..0 # SKIP no python3 or no openssl"
	exit 0
fi
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$dir"' EXIT
unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$dir/key.pem" \
    -out "$dir/cert.pem" >/dev/null 2>&1
mkdir "$dir/www"
cat >"$dir/server.py" <<'PY'
import hashlib, http.server, os, ssl, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.split("?")[0].lstrip("/")
        if name == "away":
            self.send_response(302)
            self.send_header("Location", "http://localhost:1/med.jsonl")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        try:
            with open(name, "rb") as f:
                body = f.read()
        except OSError:
            self.send_error(500 if name == "broken" else 404)
            return
        etag = '"%s"' % hashlib.sha1(body).hexdigest()
        same = self.headers.get("If-None-Match") == etag
        self.log(name, 304 if same else 200)
        self.send_response(304 if same else 200)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", "0" if same else str(len(body)))
        self.end_headers()
        if not same:
            self.wfile.write(body)

    def log(self, name, code):
        with open(sys.argv[2], "a") as f:
            f.write("%s %d\n" % (name, code))

    def log_message(self, *args):
        pass

server = http.server.HTTPServer(("localhost", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[3], sys.argv[4])
server.socket = context.wrap_socket(server.socket, server_side=True)
with open(sys.argv[1] + ".new", "w") as f:
    f.write("%d\n" % server.server_address[1])
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
PY
(cd "$dir/www" && exec python3 "$dir/server.py" "$dir/port" "$dir/log" \
    "$dir/cert.pem" "$dir/key.pem") >/dev/null 2>&1 &
server=$!
i=0
while ! test -s "$dir/port" && test $i -lt 100; do
	i=$((i + 1))
	sleep 0.1
done
url=https://localhost:$(cat "$dir/port")
