/** Rejecting or withdrawing a request: a reason first. */
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { approveWords } from '../../i18n/approve-words.ts';
import { oneLine } from '../../i18n/one-line.ts';
import { useWords } from '../../i18n/words.ts';

export interface RefusalDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly onRefuse: (reason: string) => void;
  readonly onClose: () => void;
}

export function RefusalDialog({ title, confirm, onRefuse, onClose }: RefusalDialogProps) {
  const say = useWords(approveWords);
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={title}
      okText={confirm}
      cancelText={say('keep')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => onRefuse(oneLine(reason))}
      onCancel={onClose}
    >
      <label>
        {say('why')}
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Modal>
  );
}
