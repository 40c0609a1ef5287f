using System.Runtime.CompilerServices;

namespace TmuxBuilder.Cdk.Tests.Support;

internal static class Bridge
{
    /// <summary>
    /// As the app does for itself: the bridge to Node warns at length, from whichever test begins it.
    /// </summary>
    [ModuleInitializer]
    internal static void Silence()
    {
        System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,19,20,21,22");
        System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "1");
        System.Environment.SetEnvironmentVariable("JSII_DEPRECATED", "quiet");
    }
}
