using TmuxBuilder.Core.Checkpoints;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>Decides which objects of the newest generation the next one goes on using.</summary>
internal static class ObjectReuse
{
    private const long SmallObject = 1024 * 1024;
    private const int MaxSmallObjects = 16;

    /// <summary>
    /// Where bytes lie already, by hash. Left out, and so stored anew, are objects that are gone, those of which less
    /// than half is still needed, and small ones once there are many: a restore fetches every object on its own.
    /// </summary>
    /// <param name="needed">Hashes of the files of the next generation.</param>
    /// <param name="stored">Keys that are in the blob store.</param>
    public static Dictionary<string, StoredPlace> Choose(
        CheckpointManifest newest, IReadOnlySet<string> needed, IReadOnlySet<string> stored)
    {
        var places = newest.Files
            .Where(file => needed.Contains(file.Hash))
            .GroupBy(file => file.Object)
            .Select(files => (
                Object: newest.Objects[files.Key],
                Files: files.DistinctBy(file => file.Hash).ToList()))
            .Where(
                kept => stored.Contains(kept.Object.Key) && kept.Files.Sum(file => file.Size) * 2 >= kept.Object.Size)
            .ToList();
        if (places.Count(kept => kept.Object.Size < SmallObject) > MaxSmallObjects)
        {
            places.RemoveAll(kept => kept.Object.Size < SmallObject);
        }

        var chosen = new Dictionary<string, StoredPlace>(StringComparer.Ordinal);
        foreach (var (container, files) in places)
        {
            foreach (var file in files)
            {
                chosen.TryAdd(file.Hash, new StoredPlace(container, file.Offset));
            }
        }

        return chosen;
    }
}
