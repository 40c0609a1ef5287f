using System.Globalization;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Api.Admin;

/// <summary>What the model cost.</summary>
internal static class UsageEndpoints
{
    private const string DayFormat = "yyyy-MM-dd";
    private const int DefaultDays = 30;
    private const int MaxDays = 366;

    public static void MapUsage(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/admin").WithTags("Admin operations").RequireCaller(Role.Admin).MapGet("/usage", ListAsync)
            .WithName("ListUsage")
            .WithSummary(
                "Tokens and cost by session, client, day or model (group), of the days from … to; default 30.")
            .Refuses(400, 401, 403, 422);

    private static async Task<Results<Ok<UsagePageView>, ProblemResult>> ListAsync(
        string? group,
        string? from,
        string? to,
        int? limit,
        string? cursor,
        IUsageStore usage,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(limit, cursor, out var page, out var problem))
        {
            return problem;
        }

        if (!Wire.TryRead<UsageGroup>(group, out var by))
        {
            return Problems.Invalid("group", "Usage is grouped by session, client, day or model.");
        }

        if (!TryRead(to, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), out var last))
        {
            return Problems.Invalid("to", "A day is written as 2026-02-04.");
        }

        var standard = last.DayNumber >= DefaultDays ? last.AddDays(1 - DefaultDays) : DateOnly.MinValue;
        if (!TryRead(from, standard, out var first))
        {
            return Problems.Invalid("from", "A day is written as 2026-02-04.");
        }

        if (last.DayNumber - first.DayNumber is < 0 or >= MaxDays)
        {
            return Problems.Invalid(
                "from", $"The first day must be at most {MaxDays} days before the last, and not after it.");
        }

        var found = await usage.PageAsync(new UsageQuery(by, first, last, page), cancellationToken);
        return TypedResults.Ok(new UsagePageView(
            by.ToString().ToLowerInvariant(),
            first.ToString(DayFormat, CultureInfo.InvariantCulture),
            last.ToString(DayFormat, CultureInfo.InvariantCulture),
            [.. found.Items.Select(row => UsageRowView.From(by, row))],
            found.NextCursor));
    }

    private static bool TryRead(string? text, DateOnly standard, out DateOnly day)
    {
        day = standard;
        return string.IsNullOrEmpty(text)
            || DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
