using System.Text.Json.Serialization;
using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>What the builder remembers of a session, across resumes.</summary>
internal sealed record Memory
{
    public const int CurrentVersion = 1;

    private const int MaxFinished = 50;

    public int Version { get; init; } = CurrentVersion;

    public IReadOnlyList<SiteModel> Sites { get; init; } = [];

    /// <summary>The slug of the site worked on last.</summary>
    public string? Current { get; init; }

    /// <summary>The latest requests that were carried out, so that none is applied to a site twice.</summary>
    public IReadOnlyList<FinishedRequest> Finished { get; init; } = [];

    public Memory With(SiteModel site) => this with
    {
        Sites = [.. Sites.Where(other => other.Slug != site.Slug), site],
        Current = site.Slug,
    };

    public Memory With(FinishedRequest request) => this with
    {
        Finished = [.. Finished.Where(other => other.Key != request.Key).Append(request).TakeLast(MaxFinished)],
    };
}

/// <summary>A request whose changes are in <see cref="Memory.Sites"/> already.</summary>
/// <param name="Key">The prompt file's name and a digest of its content.</param>
internal sealed record FinishedRequest(
    string Key, string Slug, bool IsNew, bool HasWork, IReadOnlyList<string> Done, IReadOnlyList<string> NotDone);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(Memory))]
internal sealed partial class MemoryJson : JsonSerializerContext;
