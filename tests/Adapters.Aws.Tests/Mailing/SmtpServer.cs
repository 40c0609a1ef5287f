using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace TmuxBuilder.Adapters.Aws.Tests.Mailing;

/// <summary>A mail server of this machine: takes what is sent and keeps it, or misbehaves as told (RFC 5321).</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<MimeMessage> taken = new();
    private readonly X509Certificate2 certificate = MakeCertificate();
    private readonly Task serving;

    public SmtpServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<MimeMessage> Taken => [.. taken];

    /// <summary>Whether it offers a private connection.</summary>
    public bool OffersTls { get; set; }

    /// <summary>What it answers to a command that begins so, in place of the usual.</summary>
    public (string Command, string Answer)? Instead { get; set; }

    /// <summary>Whether it says nothing at all.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Ends when somebody has connected.</summary>
    public TaskCompletionSource Connected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Commands that arrived.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(stopping.Token);
            Connected.TrySetResult();
            try
            {
                if (IsSilent)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping.Token);
                }

                await TalkAsync(client.GetStream());
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                // The client went away, as it does without a word when it does not trust the certificate.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        await SayAsync(stream, "220 ready");
        using var lines = new LineReader();
        while (await lines.NextAsync(stream, stopping.Token) is { } line)
        {
            Commands.Enqueue(line);
            if (Instead is { } instead && line.StartsWith(instead.Command, StringComparison.OrdinalIgnoreCase))
            {
                await SayAsync(stream, instead.Answer);
                continue;
            }

            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, OffersTls ? "250-me\r\n250 STARTTLS" : "250-me\r\n250 AUTH PLAIN");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(
                        new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopping.Token);
                    stream = secured;
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    await TakeAsync(stream, lines);
                    await SayAsync(stream, "250 taken");
                    break;
                case "AUTH":
                    await SayAsync(stream, "235 welcome");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 fine");
                    break;
            }
        }
    }

    private async Task TakeAsync(Stream stream, LineReader lines)
    {
        var text = new StringBuilder();
        while (await lines.NextAsync(stream, stopping.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        taken.Enqueue(await MimeMessage.LoadAsync(bytes, stopping.Token));
    }

    private ValueTask SayAsync(Stream stream, string answer) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), stopping.Token);

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Reads no byte more than it gives, as the connection may become private after a line.</summary>
    private sealed class LineReader : IDisposable
    {
        private readonly MemoryStream line = new();

        public async Task<string?> NextAsync(Stream stream, CancellationToken cancellationToken)
        {
            var one = new byte[1];
            line.SetLength(0);
            while (await stream.ReadAsync(one, cancellationToken) == 1)
            {
                if (one[0] == '\n')
                {
                    return Encoding.Latin1.GetString(line.ToArray()).TrimEnd('\r');
                }

                line.WriteByte(one[0]);
            }

            return null;
        }

        public void Dispose() => line.Dispose();
    }
}
