using TmuxBuilder.Core;

namespace TmuxBuilder.Gateway.Model.Metering;

/// <summary>A request's body on its way up, looked at as it passes.</summary>
internal sealed class PeekedBody(Stream body, RequestPeek peek, Action passed) : ForwardOnlyStream
{
    private bool isOver;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        peek.Read(buffer.Span[..read]);
        if (read == 0 && buffer.Length > 0 && !isOver)
        {
            isOver = true;
            passed();
        }

        return read;
    }
}
