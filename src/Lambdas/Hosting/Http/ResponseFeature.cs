namespace TmuxBuilder.Hosting.Http;

/// <summary>
/// The response, held back as a whole until its handler has ended; "started" only means that handlers may no longer
/// change its header.
/// </summary>
internal sealed class ResponseFeature : IHttpResponseFeature
{
    private readonly Stack<(Func<object, Task> Call, object State)> starting = new();
    private readonly Stack<(Func<object, Task> Call, object State)> completed = new();

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public Stream Body { get; set; } = Stream.Null;

    public bool HasStarted { get; private set; }

    public void OnStarting(Func<object, Task> callback, object state) => starting.Push((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => completed.Push((callback, state));

    public void Clear()
    {
        starting.Clear();
        completed.Clear();
        StatusCode = StatusCodes.Status200OK;
        ReasonPhrase = null;
        Headers.Clear();
        HasStarted = false;
    }

    public Task StartAsync()
    {
        if (HasStarted)
        {
            return Task.CompletedTask;
        }

        if (starting.Count > 0)
        {
            return CallStartingAsync();
        }

        HasStarted = true;
        return Task.CompletedTask;
    }

    public async Task CompleteAsync()
    {
        while (completed.TryPop(out var last))
        {
            await last.Call(last.State);
        }
    }

    private async Task CallStartingAsync()
    {
        while (starting.TryPop(out var last))
        {
            await last.Call(last.State);
        }

        HasStarted = true;
    }
}
