namespace TmuxBuilder.Agent;

/// <summary>What an agent is told: one line made by us, never a client's words, that names a file.</summary>
/// <param name="Line">As it is typed: printable, no command of the CLI.</param>
/// <param name="PromptFile">The name of the file in the line; no two instructions of a session name the same.</param>
public sealed record Instruction(string Line, string PromptFile);
