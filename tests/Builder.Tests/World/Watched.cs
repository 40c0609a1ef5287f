using System.Reflection;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>Stands before a port: tells of every write that ended, and can die before or after a certain one.</summary>
#pragma warning disable CA1852 // DispatchProxy makes a class that derives from this one.
internal class Watched<T> : DispatchProxy
    where T : class
#pragma warning restore CA1852
{
    // What only reads changes nothing a test could wait for, and a test that looks would wake itself.
    private static readonly string[] Reads = ["Find", "List", "Tail", "Read", "Page", "Head"];

    private T inner = null!;
    private Pulse pulse = null!;
    private Crash crash = null!;

    public static T Wrap(T inner, Pulse pulse, Crash crash)
    {
        var proxy = Create<T, Watched<T>>();
        var watched = (Watched<T>)(object)proxy;
        (watched.inner, watched.pulse, watched.crash) = (inner, pulse, crash);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        crash.Before(typeof(T), targetMethod.Name, args ?? []);
        object? result;
        try
        {
            result = crash.FindHeld(typeof(T), targetMethod.Name) is { } held
                ? held.BeforeAsync(() => (Task)targetMethod.Invoke(inner, args)!)
                : targetMethod.Invoke(inner, args);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } cause)
        {
            throw cause;
        }

        if (result is Task task && !Reads.Any(targetMethod.Name.StartsWith))
        {
            _ = task.ContinueWith(_ => pulse.Beat(), TaskScheduler.Default);
        }

        return result;
    }
}
