using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TmuxBuilder.Bench.LambdaFloor;

// One socket to the Runtime API, every event taken whole and answered with the same words: no event is parsed, and
// nothing of ASP.NET is there. With AWS_ENDPOINT_URL set, a table is read once before each answer.
var api = IPEndPoint.Parse(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")!);
using var table = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { } endpoint ? new Table(endpoint) : null;
using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
socket.Connect(api);
var next = Encoding.ASCII.GetBytes($"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: {api}\r\n\r\n");
var buffer = new byte[2 << 20];
while (true)
{
    Send(next);
    var head = Receive();
    var id = Header(head, "Lambda-Runtime-Aws-Request-Id");
    var status = table is null ? "200" : table.Has(id) ? "200" : "404";
    var answer = $$"""{"statusCode":{{status}},"headers":{"Content-Type":"text/plain"},"body":"ready"}""";
    Send(Encoding.ASCII.GetBytes(
        $"POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: {api}\r\n"
        + $"Content-Length: {answer.Length}\r\n\r\n{answer}"));
    Receive();
}

void Send(ReadOnlySpan<byte> request)
{
    while (!request.IsEmpty)
    {
        request = request[socket.Send(request)..];
    }
}

// Takes a whole reply and returns its header.
string Receive()
{
    var (filled, end) = (0, -1);
    while (end < 0)
    {
        filled += Fill(filled);
        end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
    }

    var head = Encoding.ASCII.GetString(buffer, 0, end);
    var whole = end + 4 + int.Parse(Header(head, "Content-Length"), CultureInfo.InvariantCulture);
    while (filled < whole)
    {
        filled += Fill(filled);
    }

    return head;
}

int Fill(int filled)
{
    var read = socket.Receive(buffer.AsSpan(filled));
    if (read == 0)
    {
        // The benchmark is over.
        Environment.Exit(0);
    }

    return read;
}

static string Header(string head, string name)
{
    var start = head.IndexOf(name, StringComparison.Ordinal) + name.Length + 2;
    var end = head.IndexOf('\r', start);
    return end < 0 ? head[start..] : head[start..end];
}
