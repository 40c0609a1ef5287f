using Microsoft.Extensions.Hosting;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Api.Access;

/// <summary>
/// Sends sign-in links after the call that asked for one is answered, so that neither its time tells whether the
/// address has projects nor a slow mailer holds it up. What was asked for before a stop is sent within it.
/// </summary>
internal sealed partial class LoginLinkQueue(
    LoginLinkWishes wishes, RequestLoginLink links, TimeProvider time, ILogger<LoginLinkQueue> logger)
    : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource abandon = new();

    /// <summary>Sends what waits now, on a host that runs nothing in between calls.</summary>
    public async Task SendWaitingAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && wishes.Reader.TryRead(out var wish))
        {
            await SendAsync(wish, cancellationToken);
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
        await using var end = stoppingToken.Register(wishes.Complete);
        await foreach (var wish in wishes.Reader.ReadAllAsync(abandon.Token))
        {
            await SendAsync(wish, abandon.Token);
        }
    }

    private async Task SendAsync(LoginLinkWish wish, CancellationToken end)
    {
        using var scope = logger.BeginRequest(wish.TraceId);
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, end);
        try
        {
            await links.SendAsync(wish.Email, either.Token);
        }
        catch (Exception failure) when (!end.IsCancellationRequested)
        {
            // Whatever it was, the next one shall be sent.
            LogNotSent(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "A sign-in link could not be sent")]
    private partial void LogNotSent(Exception failure);
}
