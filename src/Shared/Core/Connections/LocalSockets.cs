using System.Collections.Concurrent;

namespace TmuxBuilder.Core.Connections;

/// <summary>The sockets of this process by connection id: where protocol and in-process channel meet.</summary>
public sealed class LocalSockets
{
    private readonly ConcurrentDictionary<string, IClientSink> sinks = new(StringComparer.Ordinal);

    public int Count => sinks.Count;

    /// <summary>Makes a socket known; its id must be new.</summary>
    public void Add(string connection, IClientSink sink)
    {
        if (!sinks.TryAdd(connection, sink))
        {
            throw new InvalidOperationException($"Connection {connection} is known already.");
        }
    }

    /// <summary>Forgets a socket; absent is fine.</summary>
    public void Remove(string connection) => sinks.TryRemove(connection, out _);

    /// <summary>The socket by that id, or <see langword="null"/> when this process does not hold it.</summary>
    public IClientSink? Find(string connection) => sinks.GetValueOrDefault(connection);
}
