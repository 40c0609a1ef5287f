using TmuxBuilder.Agent.Model;

namespace TmuxBuilder.Builder.Turns;

/// <summary>For agents that use no model of ours: there is no key that could change.</summary>
internal sealed class NoModelKeys : IModelKeys
{
    public string? Mark => null;
}
