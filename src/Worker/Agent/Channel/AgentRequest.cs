using System.Text;

namespace TmuxBuilder.Agent.Channel;

/// <summary>One request of an agent's script, as docs/agent-protocol.md has it.</summary>
/// <param name="Fields">What follows verb and id; for a hook one field, its JSON.</param>
internal sealed record AgentRequest(string Verb, string Id, IReadOnlyList<string> Fields)
{
    public const int MaxBytes = 1024 * 1024;
    public const string HookVerb = "hook";

    private const int MaxIdLength = 100;
    private const int MaxFields = 200;

    /// <summary>Reads a request; <see langword="null"/> when it is none.</summary>
    public static AgentRequest? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            return null;
        }

        var fields = Encoding.UTF8.GetString(bytes).Split('\0');
        return fields is
            ["notify" or HookVerb or "deploy" or "check", { Length: > 0 and <= MaxIdLength } id, .. var rest]
            && rest.Length <= MaxFields
            ? new AgentRequest(fields[0], id, rest)
            : null;
    }
}
