using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace TmuxBuilder.Hosting.Events;

/// <summary>
/// A request's headers. Strings are made of the values that are asked for: a browser sends twenty, a handler reads a
/// few. Whoever wants all of them makes all. Used again for every event.
/// </summary>
internal sealed class RequestHeaders : IHeaderDictionary
{
    private readonly HeaderDictionary made = [];
    private readonly List<(string Name, Slice Value)> unmade = [];
    private ReadOnlyMemory<byte> json;

    public int Count => All().Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => All().Keys;

    public ICollection<StringValues> Values => All().Values;

    public long? ContentLength
    {
        get => Made("Content-Length").ContentLength;
        set => Made("Content-Length").ContentLength = value;
    }

    public StringValues this[string key]
    {
        get => Made(key)[key];
        set => Made(key)[key] = value;
    }

    /// <summary>Begins a request, whose values lie in <paramref name="json"/> until it has ended.</summary>
    public void Begin(ReadOnlyMemory<byte> json)
    {
        Clear();
        this.json = json;
    }

    /// <summary>Takes a value that is valid UTF-8 and has no escapes in it.</summary>
    public void Append(string name, Slice value) => unmade.Add((name, value));

    /// <summary>
    /// Takes a value. The same name again differs in case only, and nothing that was sent is lost.
    /// </summary>
    public void Append(string name, string value) => AppendMade(Made(name), name, value);

    public void Clear()
    {
        made.Clear();
        unmade.Clear();
    }

    public bool ContainsKey(string key) => Made(key).ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value) =>
        Made(key).TryGetValue(key, out value);

    public void Add(string key, StringValues value) => Made(key).Add(key, value);

    public bool Remove(string key) => Made(key).Remove(key);

    public void Add(KeyValuePair<string, StringValues> item) => Made(item.Key).Add(item);

    public bool Contains(KeyValuePair<string, StringValues> item) => Made(item.Key).Contains(item);

    public bool Remove(KeyValuePair<string, StringValues> item) => Made(item.Key).Remove(item);

    public void CopyTo(KeyValuePair<string, StringValues>[] array, int arrayIndex) => All().CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, StringValues>>)All()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void AppendMade(HeaderDictionary headers, string name, string value) =>
        headers[name] = headers.TryGetValue(name, out var before) ? StringValues.Concat(before, value) : value;

    private HeaderDictionary Made(string key)
    {
        for (var index = 0; index < unmade.Count;)
        {
            if (unmade[index].Name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                Make(unmade[index]);
                unmade.RemoveAt(index);
            }
            else
            {
                index++;
            }
        }

        return made;
    }

    private HeaderDictionary All()
    {
        unmade.ForEach(Make);
        unmade.Clear();
        return made;
    }

    private void Make((string Name, Slice Value) header) => AppendMade(
        made,
        header.Name,
        Encoding.UTF8.GetString(json.Span.Slice(header.Value.Start, header.Value.Length)));
}
