namespace TmuxBuilder.Builder.Tests.World;

/// <summary>The death of a worker's process at a chosen call: from then on it reaches nothing any more.</summary>
internal sealed class Crash
{
    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<Type, string, object?[], bool>? at;
    private (Type Port, string Method, HeldCall Call)? held;

    /// <summary>Calls of the store that fail without killing anybody, as when the disk is full.</summary>
    public Func<Type, string, bool>? Failing { get; set; }

    /// <summary>Calls that fail as by a defect, without killing anybody.</summary>
    public Func<Type, string, bool>? Breaking { get; set; }

    /// <summary>Completes when it died.</summary>
    public Task Died => died.Task;

    /// <summary>Dies just before the first call of a port that fits.</summary>
    public void At<T>(string method, Func<object?[], bool>? fits = null) =>
        at = (port, name, args) => port == typeof(T) && name == method && (fits is null || fits(args));

    /// <summary>Dies just before the first call of that method.</summary>
    public void At(Type dying, string method) => at = (port, name, _) => port == dying && name == method;

    /// <summary>The next calls of a port's method, which returns no value, take their time.</summary>
    public HeldCall Hold<T>(string method)
    {
        var call = new HeldCall();
        held = (typeof(T), method, call);
        return call;
    }

    public HeldCall? FindHeld(Type port, string method) =>
        held is { } one && one.Port == port && one.Method == method ? one.Call : null;

    /// <summary>Dies now.</summary>
    public void Now() => died.TrySetResult();

    public void Before(Type port, string method, object?[] args)
    {
        if (at is { } fits && fits(port, method, args))
        {
            died.TrySetResult();
        }

        if (died.Task.IsCompleted)
        {
            throw new OperationCanceledException("This process is dead.");
        }

        if (Breaking?.Invoke(port, method) == true)
        {
            throw new InvalidOperationException("This is broken.");
        }

        if (Failing?.Invoke(port, method) == true)
        {
            throw new Core.Ports.StoreUnavailableException("The disk is full.");
        }
    }
}
