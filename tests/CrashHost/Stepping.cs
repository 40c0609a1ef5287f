using System.Reflection;

namespace TmuxBuilder.CrashHost;

/// <summary>A port whose writes are steps.</summary>
#pragma warning disable CA1852 // DispatchProxy makes a class that derives from this one.
internal class Stepping<T> : DispatchProxy
    where T : class
#pragma warning restore CA1852
{
    private static readonly string[] Reads = ["Find", "List", "Page", "State", "UrlOf", "get_"];

    private T inner = null!;
    private Steps steps = null!;

    public static T Wrap(T inner, Steps steps)
    {
        var proxy = Create<T, Stepping<T>>();
        var stepping = (Stepping<T>)(object)proxy;
        (stepping.inner, stepping.steps) = (inner, steps);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (!Reads.Any(targetMethod.Name.StartsWith))
        {
            steps.Before(typeof(T), targetMethod.Name);
        }

        for (var at = 0; at < args?.Length; at++)
        {
            args[at] = args[at] is IProgress<(long Done, long Total)> progress
                ? new Noticing(progress, steps)
                : args[at];
        }

        try
        {
            return targetMethod.Invoke(inner, args);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } cause)
        {
            throw cause;
        }
    }

    /// <summary>Takes the first report for a step.</summary>
    private sealed class Noticing(IProgress<(long Done, long Total)> told, Steps steps)
        : IProgress<(long Done, long Total)>
    {
        private bool noticed;

        public void Report((long Done, long Total) value)
        {
            if (!noticed)
            {
                noticed = true;
                steps.Within();
            }

            told.Report(value);
        }
    }
}
