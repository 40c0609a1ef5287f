using System.Text.Json;
using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Records.Workers;

/// <summary>A worker's places as stored; each who waits is <c>{session} {client}</c>.</summary>
/// <param name="Served">The rounds of clients' last places, by client.</param>
public sealed record WorkerPlacesV1(
    int Free, long Round, IReadOnlyDictionary<string, long> Served, IReadOnlyList<string> Line)
{
    public static string Write(WorkerPlaces places) => JsonSerializer.Serialize(
        new WorkerPlacesV1(
            places.Free,
            places.Round,
            places.Served.ToDictionary(one => one.Client, one => one.Round),
            [.. places.Line.Select(one => $"{one.Session} {one.Client}")]),
        RecordJson.Stored.WorkerPlacesV1);

    public static WorkerPlaces? Read(string? stored) =>
        stored is null ? null : JsonSerializer.Deserialize(stored, RecordJson.Stored.WorkerPlacesV1)?.ToPlaces();

    private WorkerPlaces ToPlaces() => new(
        Free,
        Round,
        [.. Served.Select(one => new Served(one.Key, one.Value))],
        [.. Line.Select(one => one.Split(' ')).Select(parts => new Waiting(parts[0], parts[1]))]);
}
