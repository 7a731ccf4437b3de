// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"
#include "storage/block_device.h"

#include <memory>
#include <string>

namespace blkera {

// A block device or regular file, opened for direct I/O where the file system offers it. Of a
// regular file that nobody changes meanwhile, runs of blocks are read through the page cache, which
// reads ahead; single blocks are not, as each would leave a page there that breaks up the large
// transfers of the runs around it. Buffers need no alignment of the caller's: the device keeps an
// aligned staging buffer of its own. What is read into a buffer aligned to kMetadataBlockBytes is
// read right there, in one transfer.
class FileDevice : public BlockDevice {
public:
    enum class Access {
        ReadOnly, // shared: also of a live device
        Exclusive, // read and write; a block device is claimed (O_EXCL), a regular file is locked
        ExclusiveReadOnly, // refuses a device in use, as the era tools do; changes nothing
    };

    // Errors: NotFound, Busy (mounted, claimed or locked by another), Io, Invalid (neither block
    // device nor file).
    static Result<std::unique_ptr<FileDevice>> open(const std::string& path, Access access);
    // Adopts a descriptor that was opened by somebody else; `name` is for messages.
    static Result<std::unique_ptr<FileDevice>> adopt(UniqueFd fd, std::string name);

    ~FileDevice() override;

    MetadataBlockCount size() const override { return m_size; }

    Result<void> refreshSize() override;
    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override;
    Result<void> write(std::span<const BlockWrite> writes) override;
    Result<void> flush() override;

    int fd() const { return m_fd.get(); }

private:
    FileDevice(UniqueFd fd, std::string name, MetadataBlockCount size, std::byte* staging);

    int readFd(MetadataBlockCount length) const;
    Result<void> writeStaging(MetadataBlock first, std::size_t length);

    UniqueFd m_fd;
    UniqueFd m_cachedFd; // of the same file; empty unless runs are read through the page cache
    std::string m_name;
    MetadataBlockCount m_size;
    std::byte* m_staging; // kStagingBytes, aligned for direct I/O
};

} // namespace blkera
