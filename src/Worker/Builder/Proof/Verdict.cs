using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Proof;

/// <summary>What the end of a turn says of what it published.</summary>
/// <param name="Words">For the chat, as Markdown; empty when there is nothing to say.</param>
/// <param name="Files">Reports and pictures beside it.</param>
/// <param name="Events">What is told of each site, in order.</param>
/// <param name="Done">With which words the turn is done.</param>
/// <param name="Repair">The turn that shall mend what fails, if one is left.</param>
internal sealed record Verdict(
    string Words,
    IReadOnlyList<Attachment> Files,
    IReadOnlyList<ActivityEvent> Events,
    string Done,
    FollowUp? Repair);
