using System.Security.Cryptography;
using System.Text;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>Makes and removes sessions' users of IAM, their policy and their keys; each call may be repeated.</summary>
internal sealed class TenantUsers(IAmazonIdentityManagementService iam, AwsOptions options, TimeProvider time)
{
    private const int Tries = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>What keys of the session's user say who they are.</summary>
    public string ArnOf(SessionId session) =>
        $"arn:aws:iam::{options.Account}:user{options.Tenants.Path}{SiteNames.User(session)}";

    /// <summary>A mark of the rights that the session's user is to have; another once they are to be others.</summary>
    public string RightsOf(SessionId session) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(PolicyOf(session) + options.Tenants.BoundaryArn)).AsSpan(0, 8));

    /// <summary>Makes the user with its tag, boundary and policy, or sets them right.</summary>
    /// <exception cref="StoreUnavailableException">The account has all the users it may have.</exception>
    /// <exception cref="InvalidOperationException">A user of that name is somebody else's.</exception>
    public async Task EnsureAsync(SessionId session, CancellationToken cancellationToken)
    {
        var name = SiteNames.User(session);
        List<Tag> tags =
        [
            new Tag { Key = TenantPolicy.Tag, Value = session.Short },
            new Tag { Key = PlatformTag.Key, Value = PlatformTag.Value },
        ];
        try
        {
            await iam.CreateUserAsync(
                new CreateUserRequest(name)
                {
                    Path = options.Tenants.Path,
                    PermissionsBoundary = options.Tenants.BoundaryArn,
                    Tags = tags,
                },
                cancellationToken);
        }
        catch (EntityAlreadyExistsException)
        {
            ThrowUnless(await IsOursAsync(session, cancellationToken));
            await iam.PutUserPermissionsBoundaryAsync(
                new PutUserPermissionsBoundaryRequest
                {
                    UserName = name,
                    PermissionsBoundary = options.Tenants.BoundaryArn,
                },
                cancellationToken);
            await iam.TagUserAsync(new TagUserRequest { UserName = name, Tags = tags }, cancellationToken);
        }
        catch (LimitExceededException full)
        {
            throw new StoreUnavailableException("The account of AWS has no room for another session's user.", full);
        }

        var policy = new PutUserPolicyRequest
        {
            UserName = name,
            PolicyName = SiteNames.UserPolicy(session),
            PolicyDocument = PolicyOf(session),
        };
        await OnceThereAsync(() => iam.PutUserPolicyAsync(policy, cancellationToken), cancellationToken);
    }

    /// <summary>The ids of the user's keys, those in use only; none when there is no such user.</summary>
    public async Task<IReadOnlyList<string>> ListKeysAsync(
        SessionId session, bool activeOnly, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ListAccessKeysRequest { UserName = SiteNames.User(session) };
            var keys = (await iam.ListAccessKeysAsync(request, cancellationToken)).AccessKeyMetadata ?? [];
            return
            [
                .. keys.Where(key => !activeOnly || key.Status == StatusType.Active).OrderBy(key => key.CreateDate)
                    .Select(key => key.AccessKeyId),
            ];
        }
        catch (NoSuchEntityException)
        {
            return [];
        }
    }

    /// <summary>
    /// Makes a key. A user has two at most: where another is in the way that nobody stored, it goes.
    /// </summary>
    /// <param name="keep">The key that stays.</param>
    public async Task<AccessKey> CreateKeyAsync(
        SessionId session, string? keep, CancellationToken cancellationToken)
    {
        var request = new CreateAccessKeyRequest { UserName = SiteNames.User(session) };
        try
        {
            return await CreateAsync();
        }
        catch (LimitExceededException)
        {
            foreach (var key in await ListKeysAsync(session, activeOnly: false, cancellationToken))
            {
                if (key != keep)
                {
                    await DeleteKeyAsync(session, key, cancellationToken);
                }
            }

            return await CreateAsync();
        }

        async Task<AccessKey> CreateAsync() =>
            (await OnceThereAsync(() => iam.CreateAccessKeyAsync(request, cancellationToken), cancellationToken))
                .AccessKey;
    }

    /// <summary>Makes a key useless for ever; absent is fine.</summary>
    public async Task DeleteKeyAsync(SessionId session, string keyId, CancellationToken cancellationToken)
    {
        try
        {
            await iam.DeleteAccessKeyAsync(
                new DeleteAccessKeyRequest { UserName = SiteNames.User(session), AccessKeyId = keyId },
                cancellationToken);
        }
        catch (NoSuchEntityException)
        {
            // Absent is fine.
        }
    }

    /// <summary>Removes the user with its keys first; absent is fine, and somebody else's is left alone.</summary>
    /// <exception cref="StoreUnavailableException">IAM says again and again that it changes.</exception>
    public async Task RemoveAsync(SessionId session, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(FirstWait, LongestWait, time);
        for (var attempt = 1; await IsOursAsync(session, cancellationToken); attempt++)
        {
            try
            {
                await RemoveNowAsync(session, cancellationToken);
                return;
            }
            catch (Exception changing) when (changing is NoSuchEntityException or DeleteConflictException)
            {
                // Another was faster with a part of it, a key was made meanwhile, or not all of IAM knows of it yet.
                if (attempt == Tries)
                {
                    throw new StoreUnavailableException("The session's user could not be removed just now.", changing);
                }
            }

            if (attempt > 1)
            {
                // Who was faster is done with it by now; else IAM needs a moment.
                await backoff.WaitAsync(cancellationToken);
            }
        }
    }

    private string PolicyOf(SessionId session) => TenantPolicy.For(session.Short, options.Account);

    private async Task RemoveNowAsync(SessionId session, CancellationToken cancellationToken)
    {
        foreach (var key in await ListKeysAsync(session, activeOnly: false, cancellationToken))
        {
            await DeleteKeyAsync(session, key, cancellationToken);
        }

        var name = SiteNames.User(session);
        var policies = await iam.ListUserPoliciesAsync(
            new ListUserPoliciesRequest { UserName = name }, cancellationToken);
        foreach (var policy in policies.PolicyNames ?? [])
        {
            await iam.DeleteUserPolicyAsync(
                new DeleteUserPolicyRequest { UserName = name, PolicyName = policy }, cancellationToken);
        }

        await iam.DeleteUserAsync(new DeleteUserRequest(name), cancellationToken);
    }

    private async Task<bool> IsOursAsync(SessionId session, CancellationToken cancellationToken)
    {
        try
        {
            var found = await iam.GetUserAsync(new GetUserRequest(SiteNames.User(session)), cancellationToken);
            return found.User.Path == options.Tenants.Path;
        }
        catch (NoSuchEntityException)
        {
            return false;
        }
    }

    /// <summary>A user that was made just now is not known everywhere at once.</summary>
    private async Task<T> OnceThereAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(FirstWait, LongestWait, time);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (NoSuchEntityException) when (attempt < Tries)
            {
                await backoff.WaitAsync(cancellationToken);
            }
        }
    }

    private static void ThrowUnless(bool ours)
    {
        if (!ours)
        {
            throw new InvalidOperationException("A user of this session's name exists that the platform did not make.");
        }
    }
}
