using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Core.Turns;

/// <summary>
/// A message to store: the chat line, the turn it makes, and the entries that say so, all or nothing.
/// </summary>
public sealed record Submission(Turn Turn, ChatMessage Message, IReadOnlyList<NewEntry> Entries);
