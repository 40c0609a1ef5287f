using System.Threading.Channels;

namespace TmuxBuilder.Api.Access;

/// <summary>Sign-in links that were asked for and are not sent yet.</summary>
internal sealed partial class LoginLinkWishes(ILogger<LoginLinkWishes> logger)
{
    private const int Capacity = 1000;

    private readonly Channel<LoginLinkWish> wishes = Channel.CreateBounded<LoginLinkWish>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    public ChannelReader<LoginLinkWish> Reader => wishes.Reader;

    /// <summary>Has a link sent if the address has projects; one too many at once is dropped.</summary>
    public void Add(string email, string traceId)
    {
        if (!wishes.Writer.TryWrite(new LoginLinkWish(email, traceId)))
        {
            LogDropped();
        }
    }

    /// <summary>Takes no more.</summary>
    public void Complete() => wishes.Writer.TryComplete();

    [LoggerMessage(LogLevel.Warning, "A sign-in link was dropped: too many wait to be sent")]
    private partial void LogDropped();
}
