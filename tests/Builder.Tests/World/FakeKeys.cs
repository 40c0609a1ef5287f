using TmuxBuilder.Agent.Model;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>The model key, which a test may change.</summary>
internal sealed class FakeKeys : IModelKeys
{
    public string? Mark { get; set; } = "first";
}
