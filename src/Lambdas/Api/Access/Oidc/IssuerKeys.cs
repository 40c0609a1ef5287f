using System.Security.Cryptography;
using System.Text.Json;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Access.Oidc;

/// <summary>
/// The issuer's keys, remembered for an hour. A key that is not among them may be new, so they are asked for again, but
/// not by everybody who makes an id up: twice a minute at most.
/// </summary>
internal sealed partial class IssuerKeys(IssuerDocuments documents, TimeProvider time, ILogger<IssuerKeys> logger)
    : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>So long old keys do when the issuer does not answer.</summary>
    private static readonly TimeSpan Usable = TimeSpan.FromDays(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim gate = new(1);
    private Known? known;
    private DateTimeOffset nextAsk;

    /// <summary>The issuer, and its key of an id or <see langword="null"/>.</summary>
    /// <exception cref="StoreUnavailableException">The issuer does not answer, and nothing is known of it.</exception>
    public async Task<(string Issuer, RSAParameters? Key)> FindAsync(
        string keyId, CancellationToken cancellationToken)
    {
        var found = known;
        if (found is null || !found.Set.Keys.ContainsKey(keyId) || time.GetUtcNow() - found.At >= Fresh)
        {
            found = await AskAsync(keyId, cancellationToken);
        }

        return (found.Set.Issuer, found.Set.Keys.TryGetValue(keyId, out var key) ? key : null);
    }

    public void Dispose() => gate.Dispose();

    private async Task<Known> AskAsync(string keyId, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var isNeeded = known is null || !known.Set.Keys.ContainsKey(keyId) || now - known.At >= Fresh;
            if (isNeeded && now >= nextAsk)
            {
                await AskNowAsync(cancellationToken);
            }

            return known is { } found && now - found.At < Usable
                ? found
                : throw new StoreUnavailableException("The identity provider cannot be reached just now.");
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Pauses begin when an answer has come or is not waited for any more: that may take long.</summary>
    private async Task AskNowAsync(CancellationToken cancellationToken)
    {
        try
        {
            known = new Known(await documents.FetchAsync(cancellationToken), time.GetUtcNow());
            nextAsk = time.GetUtcNow() + Pause;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested
            && failure is HttpRequestException or JsonException or IOException or OperationCanceledException)
        {
            nextAsk = time.GetUtcNow() + PauseAfterFailure;
            LogNotRead(failure);
        }
    }

    private sealed record Known(IssuerKeySet Set, DateTimeOffset At);

    [LoggerMessage(LogLevel.Warning, "The identity provider's keys could not be read")]
    private partial void LogNotRead(Exception failure);
}
