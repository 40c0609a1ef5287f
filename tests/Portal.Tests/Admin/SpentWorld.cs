using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Portal.Tests.Admin;

/// <summary>A host whose agents have asked models for three weeks.</summary>
public sealed class SpentWorld : AdminWorld
{
    private const long Dollar = 1_000_000;
    private const int Days = 21;

    private static readonly string[] Models =
        ["claude-haiku-4-5-20251001", "claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929"];

    protected override async Task PrepareAsync(string dataFolder)
    {
        var token = TestContext.Current.CancellationToken;
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddEmbeddedAdapters(new EmbeddedOptions
            {
                DataFolder = dataFolder,
                SiteBase = () => new Uri("http://localhost:8000/"),
            })
            .BuildServiceProvider();
        var usage = services.GetRequiredService<IUsageStore>();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (client, n) in new[] { ("ada@example.com", 0), ("bob@example.com", 1), ("eve@example.com", 2) })
        {
            var session = new Session
            {
                Id = SessionId.New(client, TimeProvider.System),
                Email = client,
                ClientName = "Kim",
                Name = "Tea shop",
                State = SessionState.Hibernated,
                CreatedAt = now,
                UpdatedAt = now,
            };
            await services.GetRequiredService<ISessionStore>().CreateAsync(session, new SessionBeginning(), token);
            for (var day = 0; day < Days; day++)
            {
                var cost = ((day * 7 % 5) + n + 1) * Dollar / 2;
                await usage.AddAsync(
                    new UsageRecord(
                        Invariant($"{client}-{day}"),
                        session.Id,
                        null,
                        client,
                        now.AddDays(-day),
                        new UsageTotals(20_000, 4_000, 300_000, 9_000, cost),
                        Models[n]),
                    token);
            }
        }

        // Whatever the day of the month is, hers is spent.
        await services.GetRequiredService<IBudgetStore>().SetAsync(BudgetKey.Of("ada@example.com"), 1, token);
    }
}
