using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Tests.Documents;

/// <summary>Allows the codes the product answers bad frames with.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FaultCodesAttribute : Attribute
{
    public static IReadOnlyList<(string Code, string Message)> All =>
        [.. Enum.GetValues<FrameFault>().Where(fault => fault != FrameFault.None).Select(ServerFrames.Describe)];
}
