using System.Text.Json.Serialization;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Api.Admin;

/// <summary>What one session, client, day or model used.</summary>
public sealed record UsageRowView
{
    /// <summary>With <c>group=session</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Guid { get; init; }

    /// <summary>With <c>group=session</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GuidShort { get; init; }

    /// <summary>With <c>group=client</c>: the e-mail address; empty for all whose last session was purged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Client { get; init; }

    /// <summary>With <c>group=day</c>: the UTC day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Day { get; init; }

    /// <summary>With <c>group=model</c>: its name; empty for what was used before names were kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    public required UsageView Usage { get; init; }

    internal static UsageRowView From(UsageGroup group, UsageRow row) => new()
    {
        Guid = group == UsageGroup.Session ? row.Key : null,
        GuidShort = group == UsageGroup.Session ? row.Key[..SessionId.ShortLength] : null,
        Client = group == UsageGroup.Client ? row.Key : null,
        Day = group == UsageGroup.Day ? row.Key : null,
        Model = group == UsageGroup.Model ? row.Key : null,
        Usage = UsageView.From(row.Amount),
    };
}
