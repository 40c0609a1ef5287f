using System.Reflection;
using Deque.AxeCore.Commons;

namespace TmuxBuilder.Checks;

/// <summary>Scripts that are shipped inside assemblies.</summary>
internal static class Resources
{
    private const string AxeName = "Deque.AxeCore.Commons.Resources.axe.min.js";

    private static readonly Lazy<string> AxeText = new(() => Read(typeof(AxeResult).Assembly, AxeName));

    /// <summary>axe-core, as its package carries it.</summary>
    public static string Axe => AxeText.Value;

    /// <summary>A script of this project.</summary>
    public static string Text(string name) => Read(typeof(Resources).Assembly, name);

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} carries no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
