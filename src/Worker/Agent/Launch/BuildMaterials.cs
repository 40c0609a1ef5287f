namespace TmuxBuilder.Agent.Launch;

/// <summary>What every agent may build with and none may change: the starter, and a cache of its packages.</summary>
internal static class BuildMaterials
{
    private const string StarterVariable = "TB_STARTER";
    private const string PackageCacheVariable = "TB_PACKAGE_CACHE";
    private const string StarterInside = "/starter";
    private const string PackageCacheInside = "/npm-cache";

    /// <summary>
    /// Says in <paramref name="environment"/> where they are; returns the mounts that bring them there.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Show(
        AgentOptions options, bool isSandboxed, Dictionary<string, string> environment)
    {
        var mounts = new Dictionary<string, string>(StringComparer.Ordinal);
        ShowOne(options.StarterFolder, StarterVariable, StarterInside);
        ShowOne(options.PackageCache, PackageCacheVariable, PackageCacheInside);
        return mounts;

        void ShowOne(string? real, string variable, string inner)
        {
            if (!Directory.Exists(real))
            {
                return;
            }

            environment[variable] = isSandboxed ? inner : real;
            if (isSandboxed)
            {
                mounts[inner] = real;
            }
        }
    }
}
