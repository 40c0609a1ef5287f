using System.Collections.Concurrent;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>Hears of mails as they are put into the outbox.</summary>
internal sealed class MailWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> seen = new(StringComparer.Ordinal);

    public void Told(Mail mail) => Of(mail.To).TrySetResult();

    public Task UntilAsync(string address) =>
        Of(address).Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    private TaskCompletionSource Of(string address) => seen.GetOrAdd(
        address, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
