using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Api.Access;

/// <summary>
/// Sends sign-in links after the call that asked for one is answered, so that neither its time tells whether the
/// address has projects nor a slow mailer holds it up. What was asked for before a stop is sent within it.
/// </summary>
internal sealed partial class LoginLinkQueue(
    RequestLoginLink links, TimeProvider time, ILogger<LoginLinkQueue> logger) : BackgroundService
{
    private const int Capacity = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<Wish> wishes = Channel.CreateBounded<Wish>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly CancellationTokenSource abandon = new();

    /// <summary>Has a link sent if the address has projects; one too many at once is dropped.</summary>
    public void Add(string email, string traceId)
    {
        if (!wishes.Writer.TryWrite(new Wish(email, traceId)))
        {
            LogDropped();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var end = cancellationToken.Register(abandon.Cancel);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        abandon.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var end = stoppingToken.Register(() => wishes.Writer.TryComplete());
        await foreach (var wish in wishes.Reader.ReadAllAsync(abandon.Token))
        {
            await SendAsync(wish);
        }
    }

    private async Task SendAsync(Wish wish)
    {
        using var scope = logger.BeginRequest(wish.TraceId);
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, abandon.Token);
        try
        {
            await links.SendAsync(wish.Email, either.Token);
        }
        catch (Exception failure) when (!abandon.IsCancellationRequested)
        {
            // Whatever it was, the next one shall be sent.
            LogNotSent(failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in link was dropped: too many wait to be sent")]
    private partial void LogDropped();

    [LoggerMessage(LogLevel.Error, "A sign-in link could not be sent")]
    private partial void LogNotSent(Exception failure);

    private sealed record Wish(string Email, string TraceId);
}
