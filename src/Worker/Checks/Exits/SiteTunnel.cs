using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace TmuxBuilder.Checks.Exits;

/// <summary>
/// Ends the tunnels (RFC 9110, section 9.3.6) that a browser asks a proxy for, when they lead to the site: what comes
/// next on the connection is TLS with a certificate of this check's own, then HTTP.
/// </summary>
internal sealed class SiteTunnel(SiteScope scope, TimeProvider time, ConnectionDelegate next)
{
    private const int MaxHead = 16 * 1024;

    private static readonly byte[] End = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Opened = "HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray();
    private static readonly byte[] Refused =
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();

    private readonly Lazy<X509Certificate2> certificate = new(() => Make(scope.Start.IdnHost, time.GetUtcNow()));

    /// <summary>Serves a connection to its end.</summary>
    public async Task OpenAsync(ConnectionContext connection)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        if (await ReadHeadAsync(input, connection.ConnectionClosed) is not { } head || !Leads(head))
        {
            await output.WriteAsync(Refused, connection.ConnectionClosed);
            return;
        }

        await output.WriteAsync(Opened, connection.ConnectionClosed);
        await using var tls = new SslStream(new PipeStream(input.AsStream(), output.AsStream()));
        try
        {
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate.Value },
                connection.ConnectionClosed);
        }
        catch (Exception gone) when (gone is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The browser opens connections that it then has no use for.
            return;
        }

        connection.Transport = new TlsPipe(PipeReader.Create(tls), PipeWriter.Create(tls));
        await next(connection);
    }

    /// <summary>Whether it asks for a tunnel to the site.</summary>
    private bool Leads(string head) =>
        head.Split("\r\n")[0].Split(' ') is ["CONNECT", var target, "HTTP/1.1"]
        && Uri.TryCreate($"https://{target}/", UriKind.Absolute, out var address)
        && scope.Owns(address);

    /// <summary>The head of the request, or <see langword="null"/> when it is none or too long.</summary>
    private static async Task<string?> ReadHeadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            if (Find(read.Buffer) is { } end)
            {
                var head = Encoding.Latin1.GetString(read.Buffer.Slice(0, end));
                input.AdvanceTo(end);
                return head;
            }

            var isOver = read.IsCompleted || read.Buffer.Length > MaxHead;
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (isOver)
            {
                return null;
            }
        }
    }

    private static SequencePosition? Find(ReadOnlySequence<byte> bytes)
    {
        var reader = new SequenceReader<byte>(bytes);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, End) ? reader.Position : null;
    }

    private static X509Certificate2 Make(string host, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private sealed record TlsPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>One stream of the two ways of a connection.</summary>
    private sealed class PipeStream(Stream input, Stream output) : Stream
    {
        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            input.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            output.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => output.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
