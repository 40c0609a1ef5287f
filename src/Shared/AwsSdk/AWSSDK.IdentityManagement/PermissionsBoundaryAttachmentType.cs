using Amazon.Runtime;

namespace Amazon.IdentityManagement;

public class PermissionsBoundaryAttachmentType(string value) : ConstantClass(value)
{
    public static readonly PermissionsBoundaryAttachmentType Policy = new("PermissionsBoundaryPolicy");

    public static implicit operator PermissionsBoundaryAttachmentType(string value) => FindValue(value);

    public static PermissionsBoundaryAttachmentType FindValue(string value) =>
        FindValue<PermissionsBoundaryAttachmentType>(value);
}
