using System.Collections;

namespace TmuxBuilder.Hosting.Http;

/// <summary>The host's features by type, and those a request's handlers add or put in their place.</summary>
internal sealed class RequestFeatures(
    RequestFeature request, ResponseFeature response, ResponseBody body, RequestLifetime lifetime) : IFeatureCollection
{
    // So few that looking through them is faster than hashing.
    private readonly List<KeyValuePair<Type, object?>> added = [];

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get
        {
            foreach (var (type, feature) in added)
            {
                if (type == key)
                {
                    return feature;
                }
            }

            return Own(key);
        }

        set
        {
            Revision++;
            added.RemoveAll(entry => entry.Key == key);
            if (value != Own(key))
            {
                added.Add(new(key, value));
            }
        }
    }

    public void Clear()
    {
        added.Clear();
        Revision++;
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => added
        .Where(entry => entry.Value is not null)
        .Select(entry => new KeyValuePair<Type, object>(entry.Key, entry.Value!))
        .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private object? Own(Type key) =>
        key == typeof(IHttpRequestFeature) || key == typeof(IHttpRequestBodyDetectionFeature)
            || key == typeof(IRequestBodyPipeFeature) || key == typeof(IHttpRequestIdentifierFeature) ? request
        : key == typeof(IHttpResponseFeature) ? response
        : key == typeof(IHttpResponseBodyFeature) ? body
        : key == typeof(IHttpRequestLifetimeFeature) || key == typeof(IServiceProvidersFeature)
            || key == typeof(IHttpConnectionFeature) ? lifetime
        : null;
}
